package io.dopaflow.scenarios.cli;

import io.dopaflow.scenarios.format.Durations;
import io.dopaflow.scenarios.format.Node;
import io.dopaflow.scenarios.format.Place;
import io.dopaflow.scenarios.format.Problems;
import io.dopaflow.scenarios.format.Reading;
import io.dopaflow.scenarios.format.ScalarKind;
import io.dopaflow.scenarios.format.ScalarType;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads virtual times with their unit, as scenario files have them, into picoseconds. */
final class TimeOption implements ITypeConverter<Long> {
    private static final ScalarType<Long> ANY = Durations.between(0, Long.MAX_VALUE);

    @Override
    public Long convert(String word) {
        Node.Scalar scalar = new Node.Scalar(word, ScalarKind.TEXT, Place.of(word));
        return ANY.read(scalar, new Reading("", new Problems()))
                .orElseThrow(() -> new TypeConversionException(
                        "a time with its unit (s, ms, us, ns, ps), such as \"120 ms\", in whole picoseconds"));
    }
}
