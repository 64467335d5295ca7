package io.dopaflow.simulator.population;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Programs in virtual machines of their own, whose vectors are restricted. */
public final class VirtualMachine {
    private VirtualMachine() {}

    /**
     * Runs a program of the tests.
     *
     * @param vectorBytes the longest vectors
     * @return the last line that it prints
     */
    public static String lastLine(int vectorBytes, Class<?> program) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:MaxVectorSize=" + vectorBytes,
                        "--add-modules=jdk.incubator.vector",
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            byte[] out = process.getInputStream().readAllBytes();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new String(out, StandardCharsets.UTF_8).lines().reduce("", (before, last) -> last);
        } finally {
            process.destroyForcibly();
        }
    }
}
