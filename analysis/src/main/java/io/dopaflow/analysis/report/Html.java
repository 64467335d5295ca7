package io.dopaflow.analysis.report;

import io.dopaflow.analysis.figure.Printable;
import java.io.IOException;
import java.util.stream.Collectors;

/**
 * Writes elements of HTML. Every text and attribute is {@link Printable} and escaped here, so that whatever stands in a name is
 * text and nothing else.
 */
final class Html {
    private final Appendable out;

    Html(Appendable out) {
        this.out = out;
    }

    /**
     * Opens an element.
     *
     * @param attributes names and values in turn
     */
    Html open(String element, String... attributes) throws IOException {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escaped(attributes[i + 1]))
                    .append('"');
        }
        out.append('>');
        return this;
    }

    Html close(String element) throws IOException {
        out.append("</").append(element).append(">\n");
        return this;
    }

    Html text(String text) throws IOException {
        out.append(escaped(text));
        return this;
    }

    /** Lines of text; for elements that keep them. */
    Html lines(String text) throws IOException {
        out.append(text.lines().map(Html::escaped).collect(Collectors.joining("\n")));
        return this;
    }

    /** An element with a text in it. */
    Html element(String element, String text, String... attributes) throws IOException {
        return open(element, attributes).text(text).close(element);
    }

    /** What is HTML, a script or a style already, of this program itself. */
    Html raw(String own) throws IOException {
        out.append(own);
        return this;
    }

    private static String escaped(String text) {
        return Printable.of(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
