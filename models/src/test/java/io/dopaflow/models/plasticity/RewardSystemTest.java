package io.dopaflow.models.plasticity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RewardSystemTest {
    @Test
    void multiUpdate_comparesWithinAnOpportunity_fromABaselineOfItsOwn() {
        LearningRule rule = new LearningRule.MultiUpdate(2);
        assertThat(rule.cyclesPerOpportunity()).isEqualTo(3);
        assertThat(rule.updatesPerOpportunity()).isEqualTo(2);
        RewardSystem system = new RewardSystem(rule);
        assertThat(system.reward(0, 0, 8)).isEqualTo(0);
        assertThat(system.reward(0, 1, 5)).isEqualTo(3);
        assertThat(system.reward(0, 2, 7)).isEqualTo(-2);
        assertThat(system.reward(1, 0, 100)).isEqualTo(0);
        assertThat(system.reward(1, 1, 101)).isEqualTo(-1);
        assertThat(system.reward(1, 2, 99)).isEqualTo(2);
    }

    @Test
    void singleUpdate_comparesWithTheSampleBefore_andOnlyTheFirstIsABaseline() {
        LearningRule rule = new LearningRule.SingleUpdate();
        assertThat(rule.cyclesPerOpportunity()).isEqualTo(1);
        assertThat(rule.updatesPerOpportunity()).isEqualTo(1);
        RewardSystem system = new RewardSystem(rule);
        assertThat(system.reward(0, 0, 8)).isEqualTo(0);
        assertThat(system.reward(1, 0, 5)).isEqualTo(3);
        assertThat(system.reward(2, 0, 100)).isEqualTo(-95);
        assertThat(system.reward(3, 0, 99)).isEqualTo(1);
    }

    @Test
    void lossThatIsNoNumber_showsInTheReward() {
        RewardSystem system = new RewardSystem(new LearningRule.MultiUpdate(2));
        system.reward(0, 0, 1);
        assertThat(system.reward(0, 1, Double.NaN)).isNaN();
        assertThat(system.reward(0, 2, 1)).isNaN();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MAX_VALUE})
    void impossibleNumberOfUpdates_isRefused(int updates) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LearningRule.MultiUpdate(updates))
                .withMessage("cycles are " + updates + "; allowed: 1 to 2147483646");
    }
}
