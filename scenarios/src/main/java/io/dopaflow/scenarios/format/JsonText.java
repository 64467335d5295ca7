package io.dopaflow.scenarios.format;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** Text quoted as in JSON, which is also YAML. */
final class JsonText {

    private JsonText() {}

    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (char c : JsonStringEncoder.getInstance().quoteAsString(text)) {
            if (isPrintable(c)) {
                quoted.append(c);
            } else {
                quoted.append(String.format("\\u%04x", (int) c));
            }
        }
        return quoted.append('"').toString();
    }

    /** Surrogates pass: they come in pairs, and YAML allows the characters beyond the basic plane. */
    private static boolean isPrintable(char c) {
        return (c >= ' ' && c < '\u007F') || (c >= '\u00A0' && c != '\u2028' && c != '\u2029' && c < '\uFEFF');
    }
}
