package dev.assay.market.node;

import dev.assay.market.auction.AuctionHouse;
import dev.assay.market.auction.Auctioneer;
import dev.assay.market.circuit.Circuits;
import dev.assay.market.lease.LeaseLife;
import dev.assay.market.lease.Leases;
import dev.assay.market.lease.Losses;
import dev.assay.market.settle.InputChecks;
import dev.assay.market.settle.Settlements;
import dev.assay.market.store.Database;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.transparency.NoteSigner;
import java.time.Duration;
import java.time.InstantSource;

/**
 * All that a node's stream leads to.
 *
 * @param heartbeat how often a node must say that it lives
 * @param acceptWithin a node has that long to accept an award
 * @param signer acknowledges bids
 */
public record NodeDesk(
        SigningDomain domain,
        Duration heartbeat,
        Duration acceptWithin,
        Database database,
        Circuits circuits,
        AttachedNodes nodes,
        AuctionHouse house,
        Auctioneer auctioneer,
        Leases leases,
        LeaseLife life,
        Losses losses,
        Settlements settlements,
        InputChecks inputs,
        SelfTests selfTests,
        NoteSigner signer,
        InstantSource clock) {}
