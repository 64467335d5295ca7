package io.dopaflow.scenarios.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The program as a person starts it.
 *
 * @param file the launcher
 * @param folder where runs go
 */
record Launcher(Path file, Path folder) {
    private static final Path OWN_PROCESS = Path.of("/proc/self/stat");
    private static final double TICKS_PER_SECOND = 100;

    /**
     * What a command took.
     *
     * @param wall seconds by the clock
     * @param processor seconds of processor time of the command; NaN where the system does not tell (it is Linux that does)
     */
    record Taken(double wall, double processor) {}

    /** Executes a command, which must succeed. */
    Taken execute(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(file.toString()));
        command.addAll(List.of(words));
        double processorBefore = childrensProcessorTime();
        long before = System.nanoTime();
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int exitCode = process.waitFor();
        double wall = (System.nanoTime() - before) / 1e9;
        if (exitCode != 0) {
            throw new IllegalStateException(command + " ended with " + exitCode + ": " + Files.readString(output));
        }
        // The virtual machine may have waited for the process a moment later than it told.
        TimeUnit.MILLISECONDS.sleep(100);
        return new Taken(wall, childrensProcessorTime() - processorBefore);
    }

    /** Processor time of all processes that this one has started and waited for. */
    private static double childrensProcessorTime() throws IOException {
        if (!Files.exists(OWN_PROCESS)) {
            return Double.NaN;
        }
        // Fields 16 and 17, counted from the one after the name in brackets, the third.
        String all = Files.readString(OWN_PROCESS);
        String[] fields = all.substring(all.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / TICKS_PER_SECOND;
    }
}
