// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.packages.RawText;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the dynamic linker reads of a program or library (elf(5), ld.so(8)). Texts have a character for each byte.
 *
 * @param wide whether it is of 64 bits
 * @param machine the number of its machine
 * @param interpreter the path of its dynamic linker; empty for libraries and static programs
 * @param needed names of the libraries that it needs
 * @param rpath directories to search before {@code LD_LIBRARY_PATH}; empty if it has a runpath
 * @param runpath directories to search after {@code LD_LIBRARY_PATH}
 */
record ElfHeader(
        boolean wide, int machine, String interpreter, List<String> needed, List<String> rpath, List<String> runpath) {
    private static final int PT_LOAD = 1;
    private static final int PT_DYNAMIC = 2;
    private static final int PT_INTERP = 3;
    private static final int DT_NEEDED = 1;
    private static final int DT_STRTAB = 5;
    private static final int DT_STRSZ = 10;
    private static final int DT_RPATH = 15;
    private static final int DT_RUNPATH = 29;
    private static final int LONGEST_PATH = 4096;

    /** The largest programs have some hundred of each. */
    private static final int MOST_SEGMENTS = 1024;

    private static final int MOST_TAGS = 16_384;
    private static final int MOST_NEEDED = 1024;
    private static final int MOST_DIRECTORIES = 128;
    private static final int LARGEST_STRINGS = 16 << 20;

    ElfHeader {
        needed = List.copyOf(needed);
        rpath = List.copyOf(rpath);
        runpath = List.copyOf(runpath);
    }

    /** Whether a search path depends on the directory in which the file is found. */
    boolean usesOrigin() {
        return Stream.concat(rpath.stream(), runpath.stream()).anyMatch(path -> path.contains("ORIGIN"));
    }

    /** What {@code $PLATFORM} means in its paths; empty if that is unknown. */
    String platform() {
        return switch (machine) {
            case 62 -> "x86_64";
            case 183 -> "aarch64";
            default -> "";
        };
    }

    /** Reads a file; empty if it is not ELF, or damaged. */
    static Optional<ElfHeader> of(ScannedFile file) throws IOException {
        try {
            return file.isElf() ? Optional.of(new Reader(file).read()) : Optional.empty();
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A segment of the file and of memory. */
    private record Segment(int type, long offset, long address, long size) {}

    /** What the dynamic section names. */
    private record DynamicSection(List<String> needed, List<String> rpath, List<String> runpath) {
        static final DynamicSection NONE = new DynamicSection(List.of(), List.of(), List.of());
    }

    /** Positions are checked by the buffers: what is outside of the file cannot be read. */
    private static final class Reader {
        private final ScannedFile file;
        private final boolean wide;
        private final ByteOrder order;
        private final List<Segment> segments = new ArrayList<>();

        Reader(ScannedFile file) throws IOException {
            byte[] ident = file.bytes(0, 16);
            this.file = file;
            this.wide = ident[4] == 2;
            this.order = ident[5] == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        }

        ElfHeader read() throws IOException {
            ByteBuffer header = bytes(0, wide ? 64 : 52);
            long table = wide ? header.getLong(32) : Integer.toUnsignedLong(header.getInt(28));
            int entry = Short.toUnsignedInt(header.getShort(wide ? 54 : 42));
            int count = Short.toUnsignedInt(header.getShort(wide ? 56 : 44));
            for (int i = 0; i < Math.min(count, MOST_SEGMENTS); i++) {
                segments.add(segment(bytes(table + (long) i * entry, wide ? 56 : 32)));
            }
            reduced(count > MOST_SEGMENTS);
            Optional<Segment> named = first(segments, PT_INTERP);
            Optional<Segment> dynamic = first(segments.reversed(), PT_DYNAMIC);
            String interpreter = named.isPresent() ? interpreter(named.get()) : "";
            DynamicSection section = dynamic.isPresent() ? dynamic(dynamic.get()) : DynamicSection.NONE;
            int machine = Short.toUnsignedInt(header.getShort(18));
            List<String> rpath = section.runpath().isEmpty() ? section.rpath() : List.of();
            return new ElfHeader(wide, machine, interpreter, section.needed(), rpath, section.runpath());
        }

        /** The kernel takes the first interpreter, the dynamic linker the last dynamic section. */
        private static Optional<Segment> first(List<Segment> segments, int type) {
            return segments.stream().filter(segment -> segment.type() == type).findFirst();
        }

        private String interpreter(Segment segment) throws IOException {
            int length = (int) Math.min(segment.size(), LONGEST_PATH);
            return text(bytes(segment.offset(), length).array(), 0);
        }

        /** Remembers whether a table is longer than what is read of it. */
        private void reduced(boolean longer) {
            if (longer) {
                file.setPartlySearched();
            }
        }

        private Segment segment(ByteBuffer at) {
            return wide
                    ? new Segment(at.getInt(0), at.getLong(8), at.getLong(16), at.getLong(32))
                    : new Segment(at.getInt(0), number(at, 4), number(at, 8), number(at, 16));
        }

        private static long number(ByteBuffer at, int position) {
            return Integer.toUnsignedLong(at.getInt(position));
        }

        private DynamicSection dynamic(Segment segment) throws IOException {
            int width = wide ? 8 : 4;
            long all = segment.size() / (2 * width);
            int tags = (int) Math.min(all, MOST_TAGS);
            ByteBuffer table = bytes(segment.offset(), tags * 2 * width);
            long[] names = new long[tags];
            long[] values = new long[tags];
            long strings = 0;
            long length = 0;
            int last = 0;
            for (; last < tags; last++) {
                names[last] = wide ? table.getLong() : table.getInt();
                values[last] = wide ? table.getLong() : Integer.toUnsignedLong(table.getInt());
                if (names[last] == 0) {
                    break;
                }
                strings = names[last] == DT_STRTAB ? values[last] : strings;
                length = names[last] == DT_STRSZ ? values[last] : length;
            }
            reduced(last == MOST_TAGS && all > MOST_TAGS);
            byte[] text = bytes(offset(strings), (int) Math.min(length, LARGEST_STRINGS))
                    .array();
            Set<String> needed = new LinkedHashSet<>();
            List<String> rpath = List.of();
            List<String> runpath = List.of();
            for (int i = 0; i < last; i++) {
                if (names[i] == DT_NEEDED) {
                    needed.add(text(text, values[i]));
                    reduced(needed.size() > MOST_NEEDED);
                } else if (names[i] == DT_RPATH) {
                    rpath = directories(text(text, values[i]));
                } else if (names[i] == DT_RUNPATH) {
                    runpath = directories(text(text, values[i]));
                }
            }
            return new DynamicSection(needed.stream().limit(MOST_NEEDED).toList(), rpath, runpath);
        }

        /** Of several such tags the last one counts. */
        private List<String> directories(String path) {
            List<String> all = List.of(path.split(":"));
            reduced(all.size() > MOST_DIRECTORIES);
            return all.subList(0, Math.min(all.size(), MOST_DIRECTORIES));
        }

        /** The position in the file of an address. */
        private long offset(long address) {
            for (Segment segment : segments) {
                if (segment.type() == PT_LOAD
                        && address >= segment.address()
                        && address - segment.address() < segment.size()) {
                    return segment.offset() + address - segment.address();
                }
            }
            throw new IllegalArgumentException("address outside of the file");
        }

        private static String text(byte[] strings, long from) {
            int start = from < 0 || from > strings.length ? strings.length : (int) from;
            int end = start;
            while (end < strings.length && strings[end] != 0 && end - start < LONGEST_PATH) {
                end++;
            }
            return RawText.of(Arrays.copyOfRange(strings, start, end));
        }

        private ByteBuffer bytes(long from, int length) throws IOException {
            byte[] read = from < 0 || length < 0 ? new byte[0] : file.bytes(from, length);
            if (read.length != length) {
                throw new BufferUnderflowException();
            }
            return ByteBuffer.wrap(read).order(order);
        }
    }
}
