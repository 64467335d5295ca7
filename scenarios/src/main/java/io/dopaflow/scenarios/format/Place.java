package io.dopaflow.scenarios.format;

/**
 * Where something was written: a line and column of a file, or an override of the command line.
 *
 * @param source the file as the user named it, or the override such as {@code --set learning.cycles=5}
 * @param line the line, from 1; 0 where the source has no lines
 * @param column the column, from 1; 0 where the source has no lines. In a data file it is the number of the cell
 */
public record Place(String source, int line, int column) implements Comparable<Place> {

    /** The command line option that {@link #override} stands for. */
    private static final String OVERRIDE = "--set ";

    /** Checks that line and column are not negative. */
    public Place {
        if (line < 0 || column < 0) {
            throw new IllegalArgumentException("line and column must be at least 0, but are " + line + ", " + column);
        }
    }

    /** A source without lines, such as a scenario that was made by a program. */
    public static Place of(String source) {
        return new Place(source, 0, 0);
    }

    /** The place of an override, {@code key=value}. */
    public static Place override(String assignment) {
        return of(OVERRIDE + assignment);
    }

    /** Whether this is an override of the command line rather than a place in a file. */
    public boolean isOverride() {
        return line == 0 && source.startsWith(OVERRIDE);
    }

    /** Files first, in the order of their lines. */
    @Override
    public int compareTo(Place other) {
        int order = Boolean.compare(isOverride(), other.isOverride());
        if (order == 0) {
            order = source.compareTo(other.source);
        }
        if (order == 0) {
            order = Integer.compare(line, other.line);
        }
        return order == 0 ? Integer.compare(column, other.column) : order;
    }

    /** {@code iris.yaml:12}, or the override. */
    @Override
    public String toString() {
        return line == 0 ? source : source + ":" + line;
    }
}
