package io.dopaflow.analysis.report;

import java.util.List;

/**
 * A report: what {@link ReportFile} writes.
 *
 * @param title of the page, such as the name of the scenario
 * @param subtitle what it is a report of, in a line
 * @param footer who made it
 * @param sections in order
 */
public record ReportPage(String title, String subtitle, String footer, List<Section> sections) {

    /** Copies the list. */
    public ReportPage {
        sections = List.copyOf(sections);
    }

    /**
     * Blocks under a title.
     *
     * @param title may be empty for what stands below the title of the page
     */
    public record Section(String title, List<Block> blocks) {
        /** Copies the list. */
        public Section {
            blocks = List.copyOf(blocks);
        }
    }
}
