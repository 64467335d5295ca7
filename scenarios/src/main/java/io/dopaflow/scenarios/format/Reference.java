package io.dopaflow.scenarios.format;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The reference of keys as Markdown: a table for each mapping; one that two families have stands once. */
public final class Reference {

    private final StringBuilder out = new StringBuilder();
    private final Set<List<?>> written = new HashSet<>();

    /** Adds the tables of some keys and of all that lie in them. */
    public Reference section(String title, List<? extends Key<?, ?>> keys) {
        section(keys, "", title);
        return this;
    }

    private void section(List<? extends Key<?, ?>> keys, String path, String title) {
        if (!written.add(List.of(title, keys))) {
            return;
        }
        out.append(out.isEmpty() ? "" : "\n").append("### ").append(title).append("\n\n");
        out.append("| key | allowed | default | meaning |\n|---|---|---|---|\n");
        keys.forEach(this::row);
        for (Key<?, ?> key : keys) {
            String inside = path + key.name();
            key.type()
                    .mappings()
                    .forEach((rest, nested) -> section(nested.keys(), inside + rest + ".", "`" + inside + rest + "`"));
        }
    }

    private <R, T> void row(Key<R, T> key) {
        out.append("| `").append(key.name()).append("` | ");
        out.append(cell(key.type().allowed())).append(" | ");
        out.append(cell(otherwise(key))).append(" | ");
        out.append(cell(key.doc())).append(" |\n");
    }

    private static <R, T> String otherwise(Key<R, T> key) {
        if (key.presence() instanceof Key.Presence.Defaulted<T> defaulted) {
            return "`" + YamlWriter.writeOnOneLine(key.type().write(defaulted.value())) + "`";
        }
        return key.presence() instanceof Key.Presence.Conditional<T> conditional ? conditional.otherwise() : "required";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace('\n', ' ').strip();
    }

    /** The Markdown. */
    @Override
    public String toString() {
        return out.toString();
    }
}
