package io.dopaflow.analysis.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of a table while its run goes on: {@code part-00000.parquet} and so on, gaps allowed. */
final class PartFiles {
    private static final String PREFIX = "part-";
    private static final String SUFFIX = ".parquet";
    private static final Pattern NAME = Pattern.compile("part-\\d+\\.parquet");

    private PartFiles() {}

    /** The parts in a folder, in order; none if there is no such folder. */
    static List<Path> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> parts = Files.list(folder)) {
            return parts.filter(
                            part -> NAME.matcher(part.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new RunDirectoryException(folder, "cannot be read", e);
        }
    }

    /** The part of that number. */
    static Path part(Path folder, int number) {
        return folder.resolve(String.format(Locale.ROOT, PREFIX + "%05d" + SUFFIX, number));
    }

    /** The number after the last of some parts. */
    static int firstFree(List<Path> parts) {
        return parts.stream()
                .map(part -> part.getFileName().toString())
                .mapToInt(
                        name -> 1 + Integer.parseInt(name.substring(PREFIX.length(), name.length() - SUFFIX.length())))
                .max()
                .orElse(0);
    }
}
