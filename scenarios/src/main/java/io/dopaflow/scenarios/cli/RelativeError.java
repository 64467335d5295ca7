package io.dopaflow.scenarios.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the error that is wanted. */
final class RelativeError implements ITypeConverter<Double> {
    private static final double LEAST = 1e-4;
    private static final double MOST = 100;

    @Override
    public Double convert(String word) {
        try {
            double number = Double.parseDouble(word);
            if (number >= LEAST && number <= MOST) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, as for numbers out of range.
        }
        throw new TypeConversionException("a number from 0.0001 to 100");
    }
}
