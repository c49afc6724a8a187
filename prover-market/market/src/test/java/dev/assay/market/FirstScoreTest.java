package dev.assay.market;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.market.auction.AuctionConfig;
import dev.assay.market.store.TestServer;
import dev.assay.verification.auction.Rules.Mode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A market whose operator runs nodes too, and so might invent a second bid. */
class FirstScoreTest {

    @Test
    void theWinnerIsPaidWhatItAskedWhateverOthersAsk(@TempDir Path folder) throws Exception {
        AuctionConfig honest = new AuctionConfig(Duration.ofMillis(250), Mode.FIRST_SCORE, 1);
        List<FakeNode> nodes = new ArrayList<>();
        try (TestMarket market =
                TestMarket.start(TestServer.EMBEDDED.freshSchema(), folder, rules -> rules.withAuction(honest))) {
            FakeNode cheap = FakeNode.attached(market, 100, 1);
            nodes.add(cheap);
            nodes.add(FakeNode.attached(market, 300, 1));
            new Requester(market).open();
            assertEquals(100, cheap.award().getPriceMicros());
        } finally {
            nodes.forEach(FakeNode::close);
        }
    }
}
