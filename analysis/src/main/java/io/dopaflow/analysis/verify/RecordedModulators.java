package io.dopaflow.analysis.verify;

import io.dopaflow.analysis.run.SpikingRunReader;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.plasticity.Concentration;
import io.dopaflow.models.spiking.reward.Modulator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The modulators of a network, with all that was recorded of them, by their places.
 *
 * @param concentrations as they follow
 * @param released what was released of each
 */
record RecordedModulators(List<Concentration> concentrations, List<ReleasedAmounts> released) {

    /** Reads those of a run. */
    static RecordedModulators of(SpikingRunReader run, SpikingNetwork network) {
        List<Concentration> concentrations = new ArrayList<>();
        List<ReleasedAmounts> released = new ArrayList<>();
        Map<String, Integer> places = new HashMap<>();
        for (Modulator modulator : network.modulators()) {
            places.put(modulator.name(), places.size());
            concentrations.add(new Concentration(modulator.tauN(), network.synapticTime()));
            released.add(new ReleasedAmounts());
        }
        long unit = network.time().unitPs();
        if (!places.isEmpty()) {
            run.modulators().released((time, name, amount) -> {
                int place = places.getOrDefault(name, -1);
                if (place >= 0) {
                    concentrations.get(place).add(time / unit, amount);
                    released.get(place).add(time, amount);
                }
            });
        }
        return new RecordedModulators(concentrations, released);
    }

    /** What was released of one. */
    ReleasedAmounts amounts(int modulator) {
        return released.get(modulator);
    }
}
