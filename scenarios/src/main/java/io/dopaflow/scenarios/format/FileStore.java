package io.dopaflow.scenarios.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Function;

/** Where the files that scenarios name are read. Paths are absolute. Any thread may ask. */
public interface FileStore {

    /** The files of this machine. */
    FileStore DISK = new FileStore() {
        @Override
        public boolean isFile(Path file) {
            return Files.isRegularFile(file);
        }

        @Override
        public long size(Path file) throws IOException {
            return Files.size(file);
        }

        @Override
        public InputStream open(Path file) throws IOException {
            return Files.newInputStream(file);
        }

        @Override
        public <T> T onDisk(Path file, Function<Path, T> reader) {
            return reader.apply(file);
        }
    };

    /** A store without any file. */
    FileStore EMPTY = new FileStore() {
        @Override
        public boolean isFile(Path file) {
            return false;
        }

        @Override
        public long size(Path file) throws IOException {
            throw missing(file);
        }

        @Override
        public InputStream open(Path file) throws IOException {
            throw missing(file);
        }

        @Override
        public <T> T onDisk(Path file, Function<Path, T> reader) throws IOException {
            throw missing(file);
        }

        private IOException missing(Path file) {
            return new NoSuchFileException(file.toString(), null, "not among the files that came with the scenario");
        }
    };

    /** Whether there is such a file, and it is no directory. */
    boolean isFile(Path file);

    /**
     * The size of a file in bytes.
     *
     * @throws IOException if there is none such, or the system does not let it be read
     */
    long size(Path file) throws IOException;

    /**
     * The bytes of a file, to be closed.
     *
     * @throws IOException if there is none such, or the system does not let it be read
     */
    InputStream open(Path file) throws IOException;

    /**
     * Has a file read by what can read files of this machine only.
     *
     * @param reader is given the path of a file of the same name with these bytes, which may be gone when it returns
     * @return what the reader returns
     * @throws IOException if there is none such, or it cannot be put on the disk
     */
    <T> T onDisk(Path file, Function<Path, T> reader) throws IOException;
}
