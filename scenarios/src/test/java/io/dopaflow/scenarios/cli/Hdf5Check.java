package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.scenarios.browser.NeededTool;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Asks h5py, which shares no code with what writes the files, whether they keep the rules of their formats. */
final class Hdf5Check {
    private static final String PYTHON = "/usr/bin/python3";

    private Hdf5Check() {}

    /**
     * The lines that the script {@code check.py} prints of files that keep the rules. Leaves the test out where h5py is missing.
     *
     * @param kind spikes, nwb, nodes or edges
     */
    static List<String> lines(String kind, List<Path> files) throws Exception {
        NeededTool.require(
                Files.exists(Path.of("/usr/lib/python3/dist-packages/h5py")),
                "h5py was not found; install Debian's python3-h5py",
                "files for other tools are not read with h5py");
        Path script = Path.of(Objects.requireNonNull(Hdf5Check.class.getResource("/exchange/check.py"))
                .toURI());
        List<String> command = new ArrayList<>(List.of(PYTHON, script.toString(), kind));
        files.forEach(file -> command.add(file.toString()));
        Process python = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(python.waitFor()).as(text).isZero();
        return text.lines().toList();
    }
}
