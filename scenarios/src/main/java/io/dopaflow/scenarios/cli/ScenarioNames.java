package io.dopaflow.scenarios.cli;

import io.dopaflow.scenarios.load.Catalog;
import java.util.Iterator;

/** The names of the built-in scenarios, for shells that complete commands. */
final class ScenarioNames implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
        return Catalog.names().iterator();
    }
}
