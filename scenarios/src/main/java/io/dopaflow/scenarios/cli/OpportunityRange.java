package io.dopaflow.scenarios.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Learning opportunities from one to another.
 *
 * @param first from 0
 * @param last inclusive, at least the first
 */
record OpportunityRange(long first, long last) {

    /** Reads {@code 7} or {@code 3..7}. */
    static final class Converter implements ITypeConverter<OpportunityRange> {
        private static final Pattern FORM = Pattern.compile("([0-9]{1,18})(?:\\.\\.([0-9]{1,18}))?");

        @Override
        public OpportunityRange convert(String word) {
            Matcher matcher = FORM.matcher(word);
            if (matcher.matches()) {
                long first = Long.parseLong(matcher.group(1));
                long last = matcher.group(2) == null ? first : Long.parseLong(matcher.group(2));
                if (first <= last) {
                    return new OpportunityRange(first, last);
                }
            }
            throw new TypeConversionException("the number of a learning opportunity, from 0, or a range such as 3..7");
        }
    }
}
