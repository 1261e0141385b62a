// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;

/** One element of {@code NO_PROXY}. */
sealed interface ProxyExemption {
    /** Whether a server is reached directly. */
    boolean covers(String host, int port);

    /**
     * Parses {@code *}, an address, a block of addresses such as {@code 10.0.0.0/8}, or a name. A name stands for itself and
     * all names below it; with a dot or {@code *.} in front, only for these. Names and addresses may have a port.
     */
    static ProxyExemption parse(String text) {
        if (text.equals("*")) {
            return new All();
        }
        int slash = text.indexOf('/');
        if (slash > 0 && text.substring(slash + 1).matches("[0-9]{1,3}")) {
            Optional<InetAddress> first = literal(text.substring(0, slash));
            if (first.isPresent()) {
                return new Block(first.get().getAddress(), Integer.parseInt(text.substring(slash + 1)));
            }
        }
        boolean hasPort = text.matches("\\[.*]:[0-9]{1,5}|[^:]*:[0-9]{1,5}");
        int end = hasPort ? text.lastIndexOf(':') : text.length();
        int port = hasPort ? Integer.parseInt(text.substring(end + 1)) : -1;
        String name = text.substring(0, end).toLowerCase(Locale.ROOT);
        Optional<InetAddress> number = literal(name);
        return number.isPresent()
                ? new Address(number.get(), port)
                : new Name(name.startsWith("*.") ? name.substring(1) : name, port);
    }

    private static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Everything. */
    record All() implements ProxyExemption {
        @Override
        public boolean covers(String host, int port) {
            return true;
        }
    }

    /**
     * A name and those below it.
     *
     * @param name with a dot in front if only those below
     * @param port -1 for all
     */
    record Name(String name, int port) implements ProxyExemption {
        @Override
        public boolean covers(String host, int port) {
            String lower = host.toLowerCase(Locale.ROOT);
            String below = name.startsWith(".") ? name : "." + name;
            return (this.port < 0 || this.port == port) && (lower.equals(name) || lower.endsWith(below));
        }
    }

    /**
     * One address.
     *
     * @param port -1 for all
     */
    record Address(InetAddress address, int port) implements ProxyExemption {
        @Override
        public boolean covers(String host, int port) {
            return (this.port < 0 || this.port == port)
                    && literal(host).filter(address::equals).isPresent();
        }
    }

    /**
     * All addresses with the same first bits.
     *
     * @param bits the number of these bits
     */
    record Block(byte[] first, int bits) implements ProxyExemption {
        @Override
        public boolean covers(String host, int port) {
            return literal(host)
                    .map(InetAddress::getAddress)
                    .filter(this::holds)
                    .isPresent();
        }

        private boolean holds(byte[] address) {
            boolean same = address.length == first.length;
            for (int bit = 0; same && bit < Math.min(bits, address.length * 8); bit++) {
                int mask = 0x80 >> bit % 8;
                same = (address[bit / 8] & mask) == (first[bit / 8] & mask);
            }
            return same;
        }
    }
}
