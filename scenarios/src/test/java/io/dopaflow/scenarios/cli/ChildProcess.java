package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program in a virtual machine of its own, for what cannot be tried in this one. */
public final class ChildProcess implements AutoCloseable {
    private static final long SECONDS = 180;

    private final Process process;
    private final Path out;
    private final Path err;

    private ChildProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * Starts it.
     *
     * @param folder the working directory; gets files with the two outputs
     * @param jvm options of the virtual machine
     * @param args the command line
     */
    static ChildProcess start(Path folder, List<String> jvm, Object... args) throws IOException {
        return start(folder, "child", List.of(), jvm, args);
    }

    /**
     * Starts it as one of several.
     *
     * @param folder the working directory
     * @param name of the files with the two outputs, which are put there
     * @param before a program with its arguments that is to execute it, in place of itself
     * @param jvm options of the virtual machine
     * @param args the command line
     */
    public static ChildProcess start(Path folder, String name, List<String> before, List<String> jvm, Object... args)
            throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
        if (Runtime.version().feature() >= 23) {
            command.addAll(List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED"));
        }
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Dopaflow.class.getName()));
        for (Object arg : args) {
            command.add(arg.toString());
        }
        Path out = folder.resolve(name + ".out");
        Path err = folder.resolve(name + ".err");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new ChildProcess(process, out, err);
    }

    /** Waits until something exists. */
    public void awaitFile(Path file) throws InterruptedException, IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!Files.exists(file)) {
            assertThat(process.isAlive()).as("ended early: %s", err()).isTrue();
            assertThat(System.nanoTime()).as("no %s in time", file).isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    /** Sends a signal by its name. */
    public void signal(String name) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    /** Ends it without any farewell, and waits until it has ended. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Its number. */
    public long pid() {
        return process.pid();
    }

    /** Whether it goes on. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until it has said something. */
    public void awaitErr(String text) throws InterruptedException, IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!err().contains(text)) {
            assertThat(process.isAlive()).as("ended early: %s", err()).isTrue();
            assertThat(System.nanoTime()).as("%s was not said in time", text).isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    /** Whether the process ignores a signal, as one does that a shell has started in the background. */
    boolean ignores(int signal) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                .anyMatch(mask -> (mask >> (signal - 1) & 1) == 1);
    }

    /** Waits for the end and returns the most memory, native and other, that it was seen to have had. On Linux. */
    long peakMegabytesUntilItEnds() throws InterruptedException {
        long peak = 0;
        while (!process.waitFor(50, TimeUnit.MILLISECONDS)) {
            try {
                peak = Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                        .max()
                        .orElse(peak);
            } catch (IOException e) {
                // It has just ended.
            }
        }
        return peak;
    }

    /** Waits for the end and returns the exit code. */
    public int exitCode() throws InterruptedException, IOException {
        assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).as(err()).isTrue();
        return process.exitValue();
    }

    public String out() throws IOException {
        return Files.readString(out);
    }

    public String err() throws IOException {
        return Files.readString(err);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
