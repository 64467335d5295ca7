package io.dopaflow.scenarios.format;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes a tree as YAML that every YAML 1.1 and 1.2 reader understands alike: mappings as blocks, items of lists and
 * whatever lies in them on one line, text quoted as in JSON unless it is a plain word, several lines as a block.
 */
public final class YamlWriter {

    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_./-]*|-?[0-9.]+ [A-Za-z/]+");
    private static final Pattern RESERVED =
            Pattern.compile("(?i)null|true|false|yes|no|on|off|y|n|-?[0-9.]+e[0-9]+ .*");
    private static final Pattern BLOCK =
            Pattern.compile("(\\S[^\\p{Cntrl}\\uFEFF]*\\n(\\n)?)*\\S[^\\p{Cntrl}\\uFEFF]*\\n");
    private static final int INDENT = 2;

    private final StringBuilder out = new StringBuilder();

    private YamlWriter() {}

    /** The YAML of a document, with a line end at the end. */
    public static String write(Node.Mapping document) {
        YamlWriter writer = new YamlWriter();
        writer.block(document, 0);
        return writer.out.toString();
    }

    /** The YAML of a node on one line, in flow style. */
    public static String writeOnOneLine(Node node) {
        if (node instanceof Node.Mapping mapping) {
            return mapping.entries().stream()
                    .map(entry -> key(entry) + ": " + writeOnOneLine(entry.value()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (node instanceof Node.Sequence sequence) {
            return sequence.items().stream()
                    .map(YamlWriter::writeOnOneLine)
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        return scalar((Node.Scalar) node);
    }

    private void block(Node.Mapping mapping, int indent) {
        for (Node.Entry entry : mapping.entries()) {
            out.append(" ".repeat(indent)).append(key(entry)).append(':');
            value(entry.value(), indent + INDENT);
        }
    }

    private void value(Node value, int indent) {
        if (value instanceof Node.Mapping mapping && !mapping.entries().isEmpty()) {
            out.append('\n');
            block(mapping, indent);
        } else if (value instanceof Node.Sequence sequence && isLong(sequence.items())) {
            out.append('\n');
            for (Node item : sequence.items()) {
                out.append(" ".repeat(indent))
                        .append("- ")
                        .append(writeOnOneLine(item))
                        .append('\n');
            }
        } else if (value instanceof Node.Scalar text
                && BLOCK.matcher(text.text()).matches()) {
            out.append(" |\n");
            text.text().lines().forEach(line -> textLine(line, indent));
        } else {
            out.append(' ').append(writeOnOneLine(value)).append('\n');
        }
    }

    private void textLine(String line, int indent) {
        out.append(line.isEmpty() ? "" : " ".repeat(indent)).append(line).append('\n');
    }

    private static boolean isLong(List<Node> items) {
        return items.size() > 1 && items.stream().anyMatch(item -> !(item instanceof Node.Scalar));
    }

    private static String key(Node.Entry entry) {
        return text(entry.key());
    }

    private static String scalar(Node.Scalar scalar) {
        return scalar.kind() == ScalarKind.TEXT ? text(scalar.text()) : scalar.text();
    }

    private static String text(String text) {
        boolean plain = WORD.matcher(text).matches() && !RESERVED.matcher(text).matches();
        return plain ? text : quoted(text);
    }

    /** The text quoted as in JSON, which is also YAML. */
    private static String quoted(String text) {
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
