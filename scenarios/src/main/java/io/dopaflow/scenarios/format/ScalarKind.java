package io.dopaflow.scenarios.format;

import java.util.regex.Pattern;

/**
 * What a scalar is by the core schema of YAML 1.2, without its octal, hexadecimal, infinite and undefined numbers,
 * which no scenario needs. So {@code yes}, {@code no}, {@code on} and {@code off} are text.
 */
public enum ScalarKind {
    /** Quoted, or nothing of the others. */
    TEXT,
    /** A decimal number, with or without fraction and exponent. */
    NUMBER,
    /** {@code true} or {@code false}. */
    BOOLEAN,
    /** {@code null}, {@code ~} or no value at all. */
    NOTHING;

    /** What numbers look like, as a regular expression without groups; also understood by ECMA-262. */
    public static final String NUMBER_FORM = "[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?";

    private static final Pattern NUMBERS = Pattern.compile(NUMBER_FORM);
    private static final Pattern BOOLEANS = Pattern.compile("true|True|TRUE|false|False|FALSE");
    private static final Pattern NOTHINGS = Pattern.compile("null|Null|NULL|~|");

    /** The kind of a scalar without quotes. */
    public static ScalarKind ofPlain(String text) {
        if (NUMBERS.matcher(text).matches()) {
            return NUMBER;
        }
        if (BOOLEANS.matcher(text).matches()) {
            return BOOLEAN;
        }
        return NOTHINGS.matcher(text).matches() ? NOTHING : TEXT;
    }
}
