package io.dopaflow.models.spiking;

import static io.dopaflow.models.spiking.TinyNetwork.MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dopaflow.models.spiking.neuron.NeuronState;
import io.dopaflow.models.spiking.source.SpikeList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cells whose spikes are given, as those of a network. */
class GivenCellTest {
    private static final List<CellGroup> GROUPS =
            List.of(new CellGroup.Trains("input", List.of(new SpikeList(0, MS + 1, 2 * MS), new SpikeList(3 * MS))));

    @Test
    void spikes_areThoseGivenUpToATime_whichItIncludes() {
        Cell cell = TinyNetwork.cell(TinyNetwork.of(TinyNetwork.PRECISE, GROUPS), 0);
        assertThat(cell.restsUntil()).isEqualTo(-1);
        assertThat(TinyNetwork.advance(cell, MS, new Arrivals())).containsExactly(0L);
        assertThat(cell.restsUntil()).isEqualTo(MS);
        assertThat(TinyNetwork.advance(cell, 2 * MS, new Arrivals())).containsExactly(MS + 1, 2 * MS);
        assertThat(cell.ownArrivals()).isZero();
        assertThat(cell.state()).isEqualTo(new NeuronState(new double[0], new long[0]));
        assertThatThrownBy(() -> cell.value(0)).hasMessage("a cell whose spikes are given has no variables");
        cell.restore(cell.state());
        assertThat(TinyNetwork.advance(cell, 1000 * MS, new Arrivals())).isEmpty();
    }

    @Test
    void spikesOnAGrid_areAtTheEndOfTheirStep() {
        SpikingNetwork network = TinyNetwork.of(TinyNetwork.GRID, GROUPS);
        assertThat(TinyNetwork.advance(TinyNetwork.cell(network, 0), 10 * MS, new Arrivals()))
                .containsExactly(0L, MS + MS / 10, 2 * MS);
        assertThat(TinyNetwork.advance(TinyNetwork.cell(network, 1), 10 * MS, new Arrivals()))
                .containsExactly(3 * MS);
    }

    @Test
    void resumedCell_spikesAfterTheStateOnly() {
        SpikingNetwork network = TinyNetwork.of(TinyNetwork.PRECISE, GROUPS);
        NeuronState none = new NeuronState(new double[0], new long[0]);
        SpikingState state =
                new SpikingState(MS + 1, List.of(none, none), new long[0], new int[0], new long[2], 2, 0, 0);
        List<Cell> cells = new Cells(network, state).of(0, 0, 2);
        assertThat(TinyNetwork.advance(cells.get(0), 9 * MS, new Arrivals())).containsExactly(2 * MS);
        assertThat(TinyNetwork.advance(cells.get(1), 9 * MS, new Arrivals())).containsExactly(3 * MS);
    }
}
