package io.dopaflow.scenarios.cli;

import io.dopaflow.scenarios.format.Numerals;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads whole numbers of a range, and says which when a word is none. */
abstract class WholeNumber implements ITypeConverter<Long> {
    private final long least;
    private final long most;

    WholeNumber(long least, long most) {
        this.least = least;
        this.most = most;
    }

    @Override
    public Long convert(String word) {
        return Optional.of(word)
                .filter(text -> text.matches("[-+]?[0-9]+"))
                .flatMap(Numerals::parse)
                .flatMap(number -> Numerals.whole(number, least, most))
                .orElseThrow(() -> new TypeConversionException("a whole number from " + least + " to " + most));
    }

    /** Any number of 64 bits. */
    static final class Seed extends WholeNumber {
        Seed() {
            super(Long.MIN_VALUE, Long.MAX_VALUE);
        }
    }

    /** A number of threads. */
    static final class Threads extends WholeNumber {
        Threads() {
            super(1, 1024);
        }
    }

    /** A number of nodes of one machine. */
    static final class Nodes extends WholeNumber {
        Nodes() {
            super(1, 64);
        }
    }

    /** A TCP port; 0 for any that is free. */
    static final class Port extends WholeNumber {
        Port() {
            super(0, 65_535);
        }
    }

    /** The depth of neurons. */
    static final class Depth extends WholeNumber {
        Depth() {
            super(0, Integer.MAX_VALUE);
        }
    }

    /** Millions of something of which 64 bits can count the whole. */
    static final class Millions extends WholeNumber {
        Millions() {
            super(1, Long.MAX_VALUE / 1_000_000);
        }
    }

    /** At least 1. */
    static final class Positive extends WholeNumber {
        Positive() {
            super(1, Long.MAX_VALUE);
        }
    }
}
