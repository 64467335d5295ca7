package io.dopaflow.scenarios.schema;

import io.dopaflow.models.environment.Environment;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Where samples come from. */
public sealed interface DataSource {

    /** What the scenario calls it: a word or the path of a file. */
    default String place() {
        if (this instanceof BuiltIn builtIn) {
            return builtIn.name().toLowerCase(Locale.ROOT);
        }
        if (this instanceof CsvFile file) {
            return file.path().toString();
        }
        if (this instanceof Surroundings surroundings) {
            return surroundings.environment().word();
        }
        return this instanceof RunData kept ? kept.path().toString() : "inline";
    }

    /**
     * No samples but an environment, which answers to the network.
     *
     * @param environment it
     */
    record Surroundings(Environment environment) implements DataSource {}

    /** Data sets that are shipped. */
    enum BuiltIn implements DataSource {
        /** Fisher's iris data: 150 flowers, 4 features, 3 species. */
        IRIS,
        /** Handwritten digits: 1797 images of 8 by 8 pixels, 10 classes. */
        DIGITS
    }

    /**
     * A CSV file.
     *
     * @param path absolute once the scenario is loaded
     * @param separator between the cells of a line
     * @param columns names of the columns of a file without a header; none where the first line has them
     */
    record CsvFile(Path path, Separator separator, List<String> columns) implements DataSource {
        /** Copies the names. */
        public CsvFile {
            columns = List.copyOf(columns);
        }

        /** A file with a header and commas. */
        public CsvFile(Path path) {
            this(path, Separator.COMMA, List.of());
        }
    }

    /**
     * The samples that a run has kept.
     *
     * @param path of the file {@value #FILE} in the directory of the run; absolute once the scenario is loaded
     */
    record RunData(Path path) implements DataSource {
        /** The name of the file. */
        public static final String FILE = "data.parquet";
    }

    /** What stands between the cells of a line. */
    enum Separator {
        /** A comma. */
        COMMA(','),
        /** A semicolon. */
        SEMICOLON(';'),
        /** A tab. */
        TAB('\t');

        private final char character;

        Separator(char character) {
            this.character = character;
        }

        /** The character itself. */
        public char character() {
            return character;
        }
    }

    /**
     * A few samples in the scenario itself.
     *
     * @param features names of the features
     * @param target name of the target
     * @param rows for each sample its features and, last, its target, as they are written
     */
    record Inline(List<String> features, String target, List<List<String>> rows) implements DataSource {
        /** Copies the lists. */
        public Inline {
            features = List.copyOf(features);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }
}
