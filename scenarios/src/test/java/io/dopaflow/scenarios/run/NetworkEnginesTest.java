package io.dopaflow.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.scenarios.load.Catalog;
import io.dopaflow.scenarios.load.LoadedNetwork;
import io.dopaflow.scenarios.schema.EngineChoice;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkEnginesTest {
    private static EngineFactory.Chosen chosen(EngineChoice choice, String name, String duration) throws Exception {
        SpikingNetwork network = ((LoadedNetwork) Catalog.load(name, List.of("duration=" + duration))).network();
        return EngineFactory.standard().choose(choice, OptionalInt.empty(), network);
    }

    /** Actors of the second one would take less than a second by their messages. */
    @ParameterizedTest
    @ValueSource(strings = {"300 s", "3 s"})
    void networksInEpisodes_haveThePopulationEngine(String duration) throws Exception {
        EngineFactory.Chosen auto = chosen(EngineChoice.AUTO, "escape-flow", duration);
        assertThat(auto.engine().name()).isEqualTo("population");
        assertThat(auto.reason()).contains("episodes");
    }

    @Test
    void engineThatIsAskedFor_isTaken() throws Exception {
        assertThat(chosen(EngineChoice.ACTOR, "escape-flow", "300 s").engine().name())
                .isEqualTo("actor");
    }

    @Test
    void otherShortNetworks_haveActors() throws Exception {
        assertThat(chosen(EngineChoice.AUTO, "ring", "100 ms").engine().name()).isEqualTo("actor");
    }
}
