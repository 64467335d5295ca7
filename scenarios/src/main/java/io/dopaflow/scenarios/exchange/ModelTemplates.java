package io.dopaflow.scenarios.exchange;

import io.dopaflow.models.spiking.neuron.NeuronModel;
import io.dopaflow.models.spiking.neuron.NeuronModels;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What SONATA's column {@code model_template} calls neuron models: NEST's where it has the same equations, else {@code dopaflow:} with the
 * name in scenario files.
 */
final class ModelTemplates {
    private static final Map<String, NeuronModel> ALL = all();

    private ModelTemplates() {}

    private static Map<String, NeuronModel> all() {
        Map<String, NeuronModel> all = new LinkedHashMap<>();
        all.put("nest:iaf_psc_delta", NeuronModels.of("lif", "delta"));
        all.put("nest:iaf_psc_exp", NeuronModels.of("lif", "exp"));
        all.put("nest:iaf_psc_alpha", NeuronModels.of("lif", "alpha"));
        all.put("nest:iaf_cond_exp", NeuronModels.of("lif", "cond-exp"));
        all.put("nest:iaf_cond_alpha", NeuronModels.of("lif", "cond-alpha"));
        all.put("nest:izhikevich", NeuronModels.of("izhikevich", ""));
        for (NeuronModel form : NeuronModels.forms("adex")) {
            all.put(form.weightUnit().equals("nS") ? "nest:aeif_cond_exp" : "nest:aeif_psc_exp", form);
        }
        all.put("nest:hh_psc_alpha", NeuronModels.of("hodgkin-huxley", "alpha"));
        for (NeuronModel model : NeuronModels.all()) {
            if (!all.containsValue(model)) {
                all.put("dopaflow:" + model.name() + (model.synapses().isEmpty() ? "" : ":" + model.synapses()), model);
            }
        }
        return Map.copyOf(all);
    }

    /** The model of a name, if there is one. */
    static Optional<NeuronModel> model(String template) {
        return Optional.ofNullable(ALL.get(template));
    }

    /** The name of a model. */
    static String template(NeuronModel model) {
        return ALL.entrySet().stream()
                .filter(entry -> entry.getValue().equals(model))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no template of " + model.name()));
    }

    /** All names, for messages. */
    static String allowed() {
        return ALL.keySet().stream().sorted().collect(Collectors.joining(" | "));
    }
}
