package io.dopaflow.scenarios.schema;

import java.nio.file.Path;
import java.util.List;

/** Where samples come from. */
public sealed interface DataSource {

    /** Data sets that are shipped. */
    enum BuiltIn implements DataSource {
        /** Fisher's iris data: 150 flowers, 4 features, 3 species. */
        IRIS,
        /** Handwritten digits: 1797 images of 8 by 8 pixels, 10 classes. */
        DIGITS
    }

    /**
     * A CSV file with a header.
     *
     * @param path absolute once the scenario is loaded
     */
    record CsvFile(Path path) implements DataSource {}

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
