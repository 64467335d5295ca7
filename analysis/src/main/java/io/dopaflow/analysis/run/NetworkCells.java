package io.dopaflow.analysis.run;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The cells of a network as a run describes them: numbered through the groups in their order.
 *
 * @param groups in order, at least one
 */
public record NetworkCells(List<Group> groups) {

    /**
     * NetworkCells of one kind.
     *
     * @param name of the population, or of the group of given trains
     * @param first its first cell
     * @param size how many cells
     * @param model what they are
     */
    public record Group(String name, int first, int size, String model) {

        /** The cell behind its last. */
        public int end() {
            return first + size;
        }

        /** Its cells. */
        public BitSet cells() {
            BitSet cells = new BitSet();
            cells.set(first, end());
            return cells;
        }
    }

    /** Copies. */
    public NetworkCells {
        groups = List.copyOf(groups);
    }

    /** How many cells. */
    public int count() {
        return groups.isEmpty() ? 0 : groups.get(groups.size() - 1).end();
    }

    /** All cells. */
    public BitSet all() {
        BitSet cells = new BitSet();
        cells.set(0, count());
        return cells;
    }

    /** The group of a cell. */
    public Group groupOf(int cell) {
        return groups.stream()
                .filter(group -> cell < group.end())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "neuron " + cell + ": found none; allowed are 0 to " + (count() - 1)));
    }

    /** How users call a cell, such as {@code excitatory[17]}. */
    public String nameOf(int cell) {
        Group group = groupOf(cell);
        return group.name() + "[" + (cell - group.first()) + "]";
    }

    /**
     * The group of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Group group(String name) {
        return groups.stream()
                .filter(group -> group.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("population " + name + ": found none; allowed are "
                        + groups.stream().map(Group::name).collect(Collectors.joining(", "))));
    }

    /**
     * The cells that a user names: populations, neurons of one ({@code excitatory[17]}), or ids.
     *
     * @throws IllegalArgumentException if there is no such cell
     */
    public BitSet named(Collection<String> names) {
        BitSet cells = new BitSet();
        for (String name : names) {
            cells.or(named(name));
        }
        return cells;
    }

    private BitSet named(String name) {
        BitSet one = new BitSet();
        if (name.matches("\\d{1,9}")) {
            int cell = Integer.parseInt(name);
            groupOf(cell);
            one.set(cell);
            return one;
        }
        int bracket = name.indexOf('[');
        if (bracket > 0 && name.matches(".*\\[\\d{1,9}]")) {
            Group group = group(name.substring(0, bracket));
            int index = Integer.parseInt(name.substring(bracket + 1, name.length() - 1));
            if (index >= group.size()) {
                throw new IllegalArgumentException(
                        "neuron " + name + ": found none; allowed are 0 to " + (group.size() - 1));
            }
            one.set(group.first() + index);
            return one;
        }
        return group(name).cells();
    }
}
