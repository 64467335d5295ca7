package io.dopaflow.analysis.figure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text as it is shown to people, on a terminal or in a figure. Names of neurons, classes and files may have any character
 * in them; files that programs read keep all of them.
 */
public final class Printable {
    /** Control and format characters, as those that turn the direction of writing; half pairs; what XML does not have. */
    private static final Pattern HIDDEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\uFFFE\\uFFFF]");

    private Printable() {}

    /** The text, with Unicode escapes (a backslash, u and four digits) for what would not be seen but would do something. */
    public static String of(String text) {
        return HIDDEN.matcher(text)
                .replaceAll(hidden -> Matcher.quoteReplacement(hidden.group()
                        .chars()
                        .mapToObj(c -> String.format("\\u%04x", c))
                        .collect(Collectors.joining())));
    }
}
