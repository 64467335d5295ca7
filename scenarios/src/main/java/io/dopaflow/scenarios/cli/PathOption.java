package io.dopaflow.scenarios.cli;

import io.dopaflow.scenarios.format.PathText;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a path, and says what is allowed when a text would not be the path that was meant. */
final class PathOption implements ITypeConverter<Path> {

    @Override
    public Path convert(String text) {
        try {
            return PathText.parse(text);
        } catch (InvalidPathException e) {
            throw new TypeConversionException(e.getReason());
        }
    }

    /**
     * What is wrong with the texts of an argument that takes any number of paths. Picocli would call one that is not
     * converted an argument too many.
     */
    static List<String> problems(String label, List<String> texts) {
        return texts.stream()
                .flatMap(text -> {
                    try {
                        PathText.parse(text);
                        return Stream.empty();
                    } catch (InvalidPathException e) {
                        return Stream.of(UsageProblem.wrong(label, text, e.getReason()));
                    }
                })
                .toList();
    }
}
