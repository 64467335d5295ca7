package io.dopaflow.scenarios.exchange;

import java.util.List;

/**
 * The nodes of one population of SONATA as groups of cells here: one, or several where they are of several models.
 *
 * @param population its name in SONATA
 * @param groups the groups' names
 * @param groupOf the place of the group of each node, by its id
 * @param cellOf the number in it
 * @param types the type of each node
 */
record NodeParts(String population, List<String> groups, int[] groupOf, int[] cellOf, int[] types) {

    int size() {
        return groupOf.length;
    }
}
