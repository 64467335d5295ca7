package io.dopaflow.scenarios.cluster;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.dopaflow.scenarios.converge.StudyRequest;
import io.dopaflow.scenarios.schema.EngineChoice;
import java.util.List;

/** What a node is asked for. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Asked.Sweep.class, name = "sweep"),
    @JsonSubTypes.Type(value = Asked.Replicates.class, name = "study"),
    @JsonSubTypes.Type(value = Asked.Network.class, name = "network")
})
sealed interface Asked {

    /**
     * Runs of a sweep.
     *
     * @param scenario its name
     * @param assignments each {@code key=value,value,...}
     * @param seeds at every grid point
     * @param engine that executes the runs
     */
    record Sweep(String scenario, List<String> assignments, List<Long> seeds, EngineChoice engine) implements Asked {}

    /**
     * Replicates of a study.
     *
     * @param request what it is asked for
     * @param engine that executes the replicates
     */
    record Replicates(StudyRequest request, EngineChoice engine) implements Asked {}

    /**
     * A network.
     *
     * @param scenario its name
     */
    record Network(String scenario) implements Asked {}
}
