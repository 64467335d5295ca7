package io.dopaflow.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.scenarios.load.Catalog;
import io.dopaflow.scenarios.schema.EngineChoice;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActorTimeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1     | 4020       | 1 synapse x 4020 cycles take the actor engine less than a second
            45    | 738000     | 45 synapses x 7.4*10^5 cycles take the actor engine about 26 seconds
            1300  | 60353      | 1300 synapses x 6*10^4 cycles would take the actor engine about 60 seconds
            1300  | 800000     | 1300 synapses x 8*10^5 cycles would take the actor engine about 13 minutes
            2120  | 10000000   | 2120 synapses x 1*10^7 cycles would take the actor engine about 5 hours
            2120  | 1000000000 | 2120 synapses x 1*10^9 cycles would take the actor engine about 19 days
            """)
    void reason_saysHowLongOneWouldWait(long synapses, long cycles, String reason) {
        assertThat(new ActorTime(synapses, cycles).reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"single-synapse", "theorem-1", "iris"})
    void auto_takesActorsWhereOneCanWaitForThem(String scenario) throws Exception {
        assertThat(chosen(scenario, EngineChoice.AUTO).engine().name()).isEqualTo("actor");
    }

    @Test
    void auto_takesPopulationsForLongRuns() throws Exception {
        EngineFactory.Chosen chosen = chosen("digits", EngineChoice.AUTO);
        assertThat(chosen.engine().name()).isEqualTo("population");
        assertThat(chosen.reason()).contains("would take the actor engine");
    }

    @Test
    void wish_isHeard() throws Exception {
        EngineFactory.Chosen actors = chosen("digits", EngineChoice.ACTOR);
        EngineFactory.Chosen population = chosen("single-synapse", EngineChoice.POPULATION);
        assertThat(actors.engine().name()).isEqualTo("actor");
        assertThat(population.engine().name()).isEqualTo("population");
        assertThat(population.reason()).isEqualTo("as asked for");
    }

    private static EngineFactory.Chosen chosen(String scenario, EngineChoice choice) throws Exception {
        LearningCycle model = Catalog.load(scenario, List.of()).cycle().model();
        return EngineFactory.standard().choose(choice, OptionalInt.empty(), model);
    }
}
