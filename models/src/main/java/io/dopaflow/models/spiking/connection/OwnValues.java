package io.dopaflow.models.spiking.connection;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/** Values that were measured or given for each neuron of a population, by its number. A draw that is no neuron's takes one of them. */
public final class OwnValues implements Distribution {
    private final double[] values;
    private final ValueTable table;

    /**
     * The values.
     *
     * @param values finite, at least one
     */
    public OwnValues(double... values) {
        this.values = values.clone();
        this.table = new ValueTable(values);
    }

    /** How many there are. */
    public int size() {
        return values.length;
    }

    /**
     * Those of the neurons of a range.
     *
     * @throws IllegalArgumentException if there are not as many
     */
    public double[] of(int from, int to) {
        if (from < 0 || from > to || to > values.length) {
            throw new IllegalArgumentException(
                    "values of the neurons " + from + " to " + to + "; allowed: 0 to " + values.length);
        }
        return Arrays.copyOfRange(values, from, to);
    }

    @Override
    public double draw(UniformRandomProvider stream) {
        return table.draw(stream);
    }

    @Override
    public double lowest() {
        return table.lowest();
    }

    @Override
    public double highest() {
        return table.highest();
    }

    @Override
    public boolean isDiscrete() {
        return true;
    }
}
