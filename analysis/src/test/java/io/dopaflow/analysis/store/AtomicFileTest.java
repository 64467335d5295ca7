package io.dopaflow.analysis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    @Test
    void writtenFile_replacesTheEarlierOne() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "old");
        AtomicFile.write(file, "new");
        assertThat(file).hasContent("new");
        assertThat(Files.list(folder)).containsExactly(file);
    }

    @Test
    void contentThatFails_leavesTheEarlierFile() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "old");
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write(1);
                    throw new IOException("No space left on device");
                }))
                .withMessage(file + ": cannot be written: No space left on device");
        assertThatIllegalStateException()
                .isThrownBy(() -> AtomicFile.write(file, out -> {
                    throw new IllegalStateException();
                }));
        assertThat(file).hasContent("old");
        assertThat(Files.list(folder)).containsExactly(file);
    }

    @Test
    void fileOfAMakerThatFails_isDiscarded() throws IOException {
        Path target = folder.resolve("f");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> AtomicFile.replace(target, temporary -> {
                    Files.writeString(temporary, "half");
                    throw new IOException();
                }));
        assertThat(folder).isEmptyDirectory();
        AtomicFile.replace(target, temporary -> Files.writeString(temporary, "whole"));
        assertThat(target).hasContent("whole");
    }

    @Test
    void targetInTheWay_isAStorageFailureAndLeavesNothing() throws IOException {
        Path taken =
                Files.createDirectories(folder.resolve("f").resolve("below")).getParent();
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> AtomicFile.write(taken, "text"))
                .withMessageContaining(taken + ": cannot be written: ");
        assertThat(Files.list(folder)).containsExactly(taken);
    }

    /** Neither a Java or library phrase nor the file's name twice. */
    @Test
    void reasons_areWords() {
        Path file = Path.of("f");
        assertThat(FileException.reading(file, "damaged", new AccessDeniedException("f")))
                .isInstanceOf(StorageException.class)
                .hasMessage("f: cannot be read: permission denied");
        assertThat(FileException.reading(file, "not found", new NoSuchFileException("f")))
                .isInstanceOf(WrongFileException.class)
                .hasMessage("f: not found");
        assertThat(new StorageException(
                        file, "cannot be written", new FileSystemException("f", null, "Read-only file system")))
                .hasMessage("f: cannot be written: Read-only file system");
        assertThat(new StorageException(
                        file,
                        "cannot be written",
                        new SQLException(
                                "IO Error: Could not write file \"/tmp/f: \"x\".tmp\": No space left on device")))
                .hasMessage("f: cannot be written: No space left on device");
        assertThat(
                        FileException.reading(
                                file,
                                "damaged",
                                new SQLException(
                                        "Invalid Input Error: Attempting to execute an unsuccessful or closed pending query"
                                                + " result\nError: Out of Memory Error: failed to offload data block of size 128.0 KiB")))
                .isInstanceOf(StorageException.class)
                .hasMessage("f: cannot be read: no memory, or no space for temporary files, is left");
        assertThat(FileException.reading(
                        file,
                        "damaged",
                        new SQLException("Invalid Input Error: No magic bytes found at end of file 'f'")))
                .isInstanceOf(WrongFileException.class)
                .hasMessage("f: damaged");
    }
}
