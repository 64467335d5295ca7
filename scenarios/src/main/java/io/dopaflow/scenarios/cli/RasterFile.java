package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.plot.Figure;
import io.dopaflow.analysis.run.RunReader;
import io.dopaflow.analysis.run.SpikeQuery;
import io.dopaflow.analysis.spikes.SpikeRaster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The file that a raster of spikes goes into. */
final class RasterFile {
    private static final String PNG = ".png";
    private static final String SVG = ".svg";

    private RasterFile() {}

    /** What is wrong with its name or place. */
    static List<String> problems(Path file, boolean force) {
        String name = file.toString();
        if (!name.endsWith(PNG) && !name.endsWith(SVG)) {
            return List.of("--raster: found " + Text.quoted(name) + "; allowed: a file ending in .png or .svg");
        }
        if (Files.exists(file) && !force) {
            return List.of("--raster: found the file " + file + "; allowed: a new file, or --force to replace it");
        }
        Path folder = file.toAbsolutePath().getParent();
        return folder == null || Files.isDirectory(folder)
                ? List.of()
                : List.of("--raster: found no directory " + folder + "; allowed: a file in one that exists");
    }

    /** Draws the spikes of the query, and returns whether there were any. */
    static boolean draw(RunReader reader, SpikeQuery query, Path file) {
        Optional<Figure> figure = SpikeRaster.figure(reader, reader.manifest().name(), query);
        figure.ifPresent(drawn -> drawn.save(file));
        return figure.isPresent();
    }
}
