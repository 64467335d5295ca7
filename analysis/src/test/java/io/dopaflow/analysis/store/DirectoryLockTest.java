package io.dopaflow.analysis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DirectoryLockTest {

    @TempDir
    Path folder;

    /** The process that has the lock, until it is killed. */
    static final class Child {

        private Child() {}

        public static void main(String[] arguments) throws Exception {
            DirectoryLock lock = DirectoryLock.take(Path.of(arguments[0]));
            System.out.println("locked");
            Thread.sleep(60_000);
            lock.close();
        }
    }

    @Test
    void lock_isTakenOnceAtATimeAndLeavesNothing() {
        DirectoryLock lock = DirectoryLock.take(folder);
        assertTaken();
        assertTaken();
        lock.close();
        assertThat(folder).isEmptyDirectory();
        DirectoryLock.take(folder).close();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void lockOfAnotherProcess_isRespectedUntilThatIsKilled() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = child.inputReader()) {
            assertThat(out.readLine()).isEqualTo("locked");
            assertTaken();
            // The attempt itself must not have taken the lock from the child.
            assertTaken();
        } finally {
            child.destroyForcibly();
        }
        assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(folder.resolve(DirectoryLock.FILE)).exists();
        DirectoryLock.take(folder).close();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void directoryThatIsNotThere_cannotBeLocked() {
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> DirectoryLock.take(folder.resolve("nowhere")))
                .withMessageContaining("cannot be locked");
    }

    @Test
    void lockAlone_makesNoDirectoryUsed() throws Exception {
        Files.createFile(folder.resolve(DirectoryLock.FILE));
        assertThat(Folders.isEmpty(folder)).isTrue();
    }

    private void assertTaken() {
        assertThatExceptionOfType(WrongFileException.class)
                .isThrownBy(() -> DirectoryLock.take(folder))
                .withMessageContainingAll(folder.toString(), "another dopaflow is still writing");
    }
}
