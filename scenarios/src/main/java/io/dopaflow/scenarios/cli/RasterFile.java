package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.run.RunReader;
import io.dopaflow.analysis.run.SpikeQuery;
import java.nio.file.Path;
import java.util.List;

/** The file that a raster of spikes goes into. */
final class RasterFile {

    private RasterFile() {}

    /** What is wrong with its name. */
    static List<String> problems(Path file) {
        String name = file.toString();
        return name.endsWith(".png") || name.endsWith(".svg")
                ? List.of()
                : List.of("--raster: found " + Text.quoted(name) + "; allowed: a file ending in .png or .svg");
    }

    /** Draws the spikes of the query and returns the file. */
    static Path draw(RunReader reader, SpikeQuery query, Path file) {
        throw new UnsupportedOperationException();
    }
}
