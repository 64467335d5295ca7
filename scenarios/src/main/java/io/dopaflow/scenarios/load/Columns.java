package io.dopaflow.scenarios.load;

import io.dopaflow.scenarios.format.Nearest;
import io.dopaflow.scenarios.format.Report;
import io.dopaflow.scenarios.schema.Column;
import java.util.List;
import java.util.OptionalInt;

/**
 * Finds columns by name or number, and reports those that do not exist or could be meant either way.
 *
 * @param names of the columns
 * @param what a column is called, in the singular
 * @param report takes what is wrong
 */
record Columns(List<String> names, String what, Report report) {

    private static final int SHOWN = 20;

    /** The number of the column; nothing if anything was reported at the path. */
    OptionalInt find(Column column, String path) {
        String name = CellText.visible(column.text());
        int named = names.indexOf(name);
        int number = column.isNumber() ? column.number() : named;
        boolean exists = number >= 0 && number < names.size();
        if (exists && (named < 0 || named == number)) {
            return OptionalInt.of(number);
        }
        if (named >= 0) {
            report.wrong(
                    path,
                    name + ", the name of a column and " + (exists ? "the number of another" : "no number of one"),
                    "\"" + name + "\" in quotation marks for the column of that name"
                            + (exists ? ", or \"" + names.get(number) + "\" for number " + name : ""));
        } else {
            String allowed = ", or its number from 0 to " + (names.size() - 1);
            report.wrong(path, column.text(), "a " + what + ": " + shortened(names) + allowed + meant(column, name));
        }
        return OptionalInt.empty();
    }

    private String meant(Column column, String name) {
        if (!column.isNumber() && name.matches("[0-9]{1,5}")) {
            return ", without quotation marks";
        }
        return Nearest.hint(name, names);
    }

    /** The first names, separated by commas. */
    static String shortened(List<String> names) {
        String list = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
        return names.size() > SHOWN ? list + ", ..." : list;
    }
}
