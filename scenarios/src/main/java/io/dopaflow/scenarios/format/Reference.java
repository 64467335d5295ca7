package io.dopaflow.scenarios.format;

/** The reference of all keys as Markdown: a table for each mapping. */
public final class Reference {

    private final StringBuilder out = new StringBuilder();

    private Reference() {}

    /** The Markdown tables of a mapping and of all that lie in it. */
    public static String markdown(MappingType<?> type, String title) {
        Reference reference = new Reference();
        reference.section(type, "", title);
        return reference.out.toString();
    }

    private <R> void section(MappingType<R> type, String path, String title) {
        out.append(out.isEmpty() ? "" : "\n").append("### ").append(title).append("\n\n");
        out.append("| key | allowed | default | meaning |\n|---|---|---|---|\n");
        type.keys().forEach(this::row);
        for (Key<R, ?> key : type.keys()) {
            String inside = path + key.name();
            key.type().mapping().ifPresent(nested -> section(nested, inside + ".", "`" + inside + "`"));
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
}
