package io.dopaflow.scenarios.cli;

import io.dopaflow.scenarios.format.PathText;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a path, and says what is allowed when a text would not be the path that was meant. */
final class PathOption implements ITypeConverter<Path> {

    @Override
    public Path convert(String text) {
        PathText.problem(text).ifPresent(allowed -> {
            throw new TypeConversionException(allowed);
        });
        return Path.of(text);
    }
}
