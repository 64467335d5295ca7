package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file system of its own that is soon full, where that may be mounted; else the test is skipped. */
final class SmallDisk implements AutoCloseable {
    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Mounted on a folder, which is made. */
    static SmallDisk on(Path folder, String size) throws Exception {
        Files.createDirectories(folder);
        assumeTrue(succeeds("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString()));
        return new SmallDisk(folder);
    }

    /** Takes all the room that is left, and gives none back meanwhile: it is filled again for each run of a batch. */
    static void fill(Path folder) {
        try (var out =
                Files.newOutputStream(folder.resolve("filler"), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            byte[] block = new byte[4096];
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("space");
        }
    }

    @Override
    public void close() throws Exception {
        assertThat(succeeds("umount", folder.toString())).isTrue();
    }

    static boolean succeeds(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
