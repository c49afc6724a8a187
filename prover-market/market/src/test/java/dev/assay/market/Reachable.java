package dev.assay.market;

import com.google.protobuf.ByteString;
import dev.assay.edge.HostPort;
import dev.assay.edge.Wire;
import dev.assay.edge.artifact.ArtifactClient;
import dev.assay.edge.artifact.Progress;
import dev.assay.proto.v1.MarketServiceGrpc;
import dev.assay.proto.v1.RegisterCircuitRequest;
import dev.assay.proto.v1.RegisterCircuitResponse;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.sign.SigningKey;
import dev.assay.verification.statement.Register;
import dev.assay.verification.statement.Signed;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/** A market that runs somewhere, and a channel to it. */
interface Reachable {

    HostPort address();

    ManagedChannel channel();

    default MarketServiceGrpc.MarketServiceBlockingStub stub() {
        return MarketServiceGrpc.newBlockingStub(channel());
    }

    /** Whoever registers where nobody else is named. */
    SigningKey ANYBODY = SigningKey.of(filled(0x5a));

    private static byte[] filled(int value) {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) value);
        return secret;
    }

    /** @return whether it was new */
    default boolean register(byte[] manifest) {
        return register(manifest, ANYBODY).getCreated();
    }

    default RegisterCircuitResponse register(byte[] manifest, SigningKey registrant) {
        return stub().registerCircuit(registration(manifest, registrant, Instant.now()));
    }

    /** @param from the statement is valid for a minute from then on */
    default RegisterCircuitRequest registration(byte[] manifest, SigningKey registrant, Instant from) {
        return registration(manifest, registrant, from, 1_000_000);
    }

    default RegisterCircuitRequest registration(
            byte[] manifest, SigningKey registrant, Instant from, long maxDepositMicros) {
        Register statement = new Register(
                Digest.sha256(manifest),
                registrant.address(),
                maxDepositMicros,
                from.plusSeconds(60).truncatedTo(ChronoUnit.MILLIS));
        return RegisterCircuitRequest.newBuilder()
                .setManifest(ByteString.copyFrom(manifest))
                .setRegistrant(Wire.bytes(registrant.address()))
                .setMaxDepositMicros(statement.maxDepositMicros())
                .setValidUntilMillis(statement.validUntil().toEpochMilli())
                .setSignature(ByteString.copyFrom(
                        Signed.sign(statement, registrant, SigningDomain.dev()).signature()))
                .build();
    }

    default void registerReserves() throws IOException {
        ArtifactClient artifacts = new ArtifactClient(channel());
        for (String name : new String[] {"verification_key.json", "reserves.zkey", "reserves.wasm", "reserves.r1cs"}) {
            Digest ignored = artifacts.upload(ReservesCircuit.path(name), Progress.SILENT);
        }
        boolean ignored = register(ReservesCircuit.circuit().manifest());
    }
}
