// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import io.github.imagesquash.blob.AppendedChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * Files that can all be read, although few are open: a directory has a file for each layer, and the number of open
 * files of a process is limited. Above {@value #MOST_OPEN}, the least recently read file is closed, and opened again
 * when it is read again.
 */
final class FilesInTurn {
    static final int MOST_OPEN = 48;

    private final SequencedSet<Member> idle = new LinkedHashSet<>();
    private int open;

    /** A file that is opened now, closed by the caller, and read only at positions. */
    FileChannel open(Path path) throws IOException {
        Member member = new Member(path, Files.readAttributes(path, BasicFileAttributes.class));
        acquire(member);
        release(member);
        return member;
    }

    private synchronized FileChannel acquire(Member member) throws IOException {
        if (!member.isOpen()) {
            throw new ClosedChannelException();
        }
        if (member.channel.isEmpty()) {
            if (open >= MOST_OPEN && !idle.isEmpty()) {
                close(idle.getFirst());
            }
            member.channel = Optional.of(member.openAgain());
            open++;
        }
        idle.remove(member);
        member.readers++;
        return member.channel.get();
    }

    private synchronized void release(Member member) {
        member.readers--;
        if (member.readers == 0) {
            idle.addLast(member);
        }
    }

    private synchronized void close(Member member) throws IOException {
        idle.remove(member);
        if (member.channel.isPresent()) {
            FileChannel channel = member.channel.get();
            member.channel = Optional.empty();
            open--;
            channel.close();
        }
    }

    private final class Member extends AppendedChannel {
        private final Path path;
        private final BasicFileAttributes then;
        private Optional<FileChannel> channel = Optional.empty();
        private int readers;

        Member(Path path, BasicFileAttributes then) {
            this.path = path;
            this.then = then;
        }

        private FileChannel openAgain() throws IOException {
            FileChannel opened = FileChannel.open(path, StandardOpenOption.READ);
            Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
            if (!Objects.equals(key, then.fileKey())) {
                opened.close();
                throw new IOException("changed while it was read");
            }
            return opened;
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            FileChannel now = acquire(this);
            try {
                return now.read(target, position);
            } finally {
                release(this);
            }
        }

        @Override
        public int write(ByteBuffer source) {
            throw new NonWritableChannelException();
        }

        @Override
        public long size() throws IOException {
            FileChannel now = acquire(this);
            try {
                return now.size();
            } finally {
                release(this);
            }
        }

        @Override
        protected void implCloseChannel() throws IOException {
            FilesInTurn.this.close(this);
        }
    }
}
