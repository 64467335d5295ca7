package io.dopaflow.scenarios.cli;

import io.dopaflow.scenarios.format.Numerals;
import java.math.BigDecimal;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the error that is wanted. */
final class RelativeError implements ITypeConverter<Double> {
    private static final double LEAST = 1e-4;
    private static final double MOST = 100;

    @Override
    public Double convert(String word) {
        return Numerals.parse(word)
                .map(BigDecimal::doubleValue)
                .filter(number -> number >= LEAST && number <= MOST)
                .orElseThrow(() -> new TypeConversionException("a number from 0.0001 to 100"));
    }
}
