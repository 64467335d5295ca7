package io.dopaflow.simulator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.spiking.SpikingRecorder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What parts record comes to one recorder: complete, in order, once. */
class RecordJoinTest {
    private final List<String> told = new ArrayList<>();
    private final RecordJoin join = new RecordJoin(
            new SpikingRecorder() {
                @Override
                public void spikes(long[] timesPs, int[] cells, int count) {
                    for (int i = 0; i < count; i++) {
                        told.add("spike " + timesPs[i] + " " + cells[i]);
                    }
                }

                @Override
                public void state(long timePs, int cell, int variable, double value) {
                    told.add("state " + timePs + " " + cell + " " + variable + " " + value);
                }

                @Override
                public void synapse(long timePs, long synapse, double weight, double eligibility) {
                    told.add("synapse " + timePs + " " + synapse + " " + weight + " " + eligibility);
                }

                @Override
                public void released(long timePs, int modulator, double amount) {
                    told.add("released " + timePs + " " + modulator + " " + amount);
                }

                @Override
                public void concentration(long timePs, int modulator, double value) {
                    told.add("concentration " + timePs + " " + modulator + " " + value);
                }
            },
            -1);

    /** What one part tells at once. */
    private static final class Told {
        private final Recorded rows = new Recorded();

        Told spike(long timePs, int cell) {
            rows.spikes(new long[] {timePs}, new int[] {cell}, 1);
            return this;
        }

        FromPart.Records until(long untilPs) {
            return until(untilPs, 0, 0);
        }

        FromPart.Records until(long untilPs, long spikeCount, long events) {
            return rows.take(untilPs, spikeCount, events);
        }
    }

    @Test
    void spikesOfThreeParts_areHandedOnAsFarAsTheSlowestHasCome_inOrderOfTimeAndCell() {
        join.begin(3);
        join.add(0, new Told().spike(5, 2).spike(9, 0).until(10));
        join.add(1, new Told().spike(5, 1).spike(20, 7).spike(31, 7).until(30));
        assertThat(told).isEmpty();
        assertThat(join.handedPs()).isEqualTo(-1);
        join.add(2, new Told().spike(0, 12).spike(5, 11).spike(8, 10).until(7));
        assertThat(told).containsExactly("spike 0 12", "spike 5 1", "spike 5 2", "spike 5 11");
        assertThat(join.handedPs()).isEqualTo(7);
        told.clear();
        join.add(2, new Told().until(25));
        assertThat(told).containsExactly("spike 8 10", "spike 9 0");
        assertThat(join.handedPs()).isEqualTo(10);
        told.clear();
        join.add(0, new Told().spike(20, 3).until(40));
        assertThat(told).containsExactly("spike 20 3", "spike 20 7");
        join.add(2, new Told().until(40));
        join.add(1, new Told().until(40));
        assertThat(told).containsExactly("spike 20 3", "spike 20 7", "spike 31 7");
    }

    @Test
    void eachKindOfRecord_comesWithItsValues() {
        join.begin(1);
        Told all = new Told().spike(1, 2);
        all.rows.state(3, 4, 5, 6.5);
        all.rows.synapse(7, 1L << 40, 8.5, -9.5);
        all.rows.released(10, 1, 11.5);
        all.rows.concentration(12, 2, Double.MIN_VALUE);
        join.add(0, all.until(12, 13, 14));
        assertThat(told)
                .containsExactlyInAnyOrder(
                        "spike 1 2",
                        "state 3 4 5 6.5",
                        "synapse 7 1099511627776 8.5 -9.5",
                        "released 10 1 11.5",
                        "concentration 12 2 4.9E-324");
        assertThat(join.spikeCount()).isEqualTo(13);
        assertThat(join.synapticEvents()).isEqualTo(14);
    }

    @Test
    void afterGoingBack_whatWasHandedOnIsNotHandedOnAgain() {
        join.begin(2);
        join.add(0, new Told().spike(5, 0).spike(15, 0).until(20, 2, 0));
        join.add(1, new Told().spike(6, 1).until(10, 1, 0));
        assertThat(told).containsExactly("spike 5 0", "spike 6 1");
        told.clear();
        join.begin(3);
        assertThat(join.spikeCount()).isZero();
        Told again = new Told().spike(5, 0).spike(15, 0);
        again.rows.state(10, 0, 0, 1);
        again.rows.state(11, 0, 0, 2);
        again.rows.synapse(10, 0, 1, 1);
        again.rows.released(10, 0, 1);
        again.rows.concentration(10, 0, 1);
        join.add(0, again.until(20));
        join.add(1, new Told().spike(6, 1).spike(11, 1).until(20));
        join.add(2, new Told().until(4));
        assertThat(told).isEmpty();
        assertThat(join.handedPs()).isEqualTo(10);
        join.add(2, new Told().until(20));
        assertThat(told).containsExactly("spike 11 1", "spike 15 0", "state 11 0 0 2.0");
    }

    @Test
    void runThatGoesOnFromAState_hasItsRecordsAlready() {
        List<Long> times = new ArrayList<>();
        RecordJoin later = new RecordJoin(
                new SpikingRecorder() {
                    @Override
                    public void spikes(long[] timesPs, int[] cells, int count) {
                        for (int i = 0; i < count; i++) {
                            times.add(timesPs[i]);
                        }
                    }

                    @Override
                    public void state(long timePs, int cell, int variable, double value) {}
                },
                100);
        later.begin(1);
        later.add(0, new Told().spike(100, 0).spike(101, 0).until(101));
        assertThat(times).containsExactly(101L);
    }
}
