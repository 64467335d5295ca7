package io.dopaflow.analysis.report;

import io.dopaflow.analysis.figure.Figure;
import java.util.List;
import java.util.Optional;

/** A piece of a report. Texts are plain, and may have any character in them. */
public sealed interface Block {

    /** What a reader is told first: sentences, behind a word that says how it ended. */
    record Lead(String status, boolean isGood, List<String> sentences) implements Block {
        /** Copies the list. */
        public Lead {
            sentences = List.copyOf(sentences);
        }
    }

    /** A paragraph. */
    record Text(String text) implements Block {}

    /** Key figures. */
    record Tiles(List<Tile> tiles) implements Block {
        /** Copies the list. */
        public Tiles {
            tiles = List.copyOf(tiles);
        }
    }

    /**
     * A key figure.
     *
     * @param value with its unit
     * @param note what it is to be compared with, or how to read it; may be empty
     */
    record Tile(String name, String value, String note) {}

    /**
     * A figure, or some beside one another that show the same of several runs.
     *
     * @param title what it shows
     * @param caption how to read it; may be empty
     * @param figures at least one
     */
    record Figures(String title, String caption, List<Figure> figures) implements Block {
        /** Copies the list. */
        public Figures {
            figures = List.copyOf(figures);
        }
    }

    /** Names with what belongs to them. */
    record Facts(List<Fact> facts) implements Block {
        /** Copies the list. */
        public Facts {
            facts = List.copyOf(facts);
        }
    }

    /**
     * A fact.
     *
     * @param isExact whether each character counts, as in a digest
     */
    record Fact(String name, String value, boolean isExact) {}

    /**
     * A table.
     *
     * @param head names of columns; the first column names rows
     * @param rows cells
     */
    record Table(List<String> head, List<List<String>> rows) implements Block {
        /** Copies the lists. */
        public Table {
            head = List.copyOf(head);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /** Text to be copied, such as commands or a file. */
    record Code(String title, String text, boolean isFolded) implements Block {}

    /** A work to be cited, and where it is found. */
    record Citation(String text, Optional<String> address) implements Block {}
}
