package dev.assay.enclave.guest.tpm;

import dev.assay.enclave.guest.tpm.TpmCommand.Code;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** A TPM's non-volatile memory (TPM 2.0 Part 3, section 31), in pieces as large as the TPM takes. */
final class TpmMemory {

    /** What every TPM takes, if it does not say how much. */
    private static final int LEAST_PIECE = 64;

    /** With its header and authorization it still fits in a command. */
    private static final int MOST_PIECE = 2048;

    private final TpmConnection tpm;
    private final int pieceBytes;

    TpmMemory(TpmConnection tpm) throws IOException {
        this.tpm = tpm;
        int most = new TpmCapabilities(tpm).properties().getOrDefault(TpmCapabilities.NV_BUFFER_MAX, 0);
        pieceBytes = Math.clamp(most, LEAST_PIECE, MOST_PIECE);
    }

    /** TPM2_NV_ReadPublic; empty if there is no such index. */
    Optional<NvIndex> find(int index) throws IOException {
        try {
            TpmResponse response = tpm.send(new TpmCommand(Code.NV_READ_PUBLIC).u32(index));
            TpmResponse area = response.part(response.sized());
            if ((int) area.u32() != index) {
                throw response.malformed("is about another index");
            }
            area.u16();
            int attributes = (int) area.u32();
            area.sized();
            return Optional.of(new NvIndex(index, attributes, area.u16()));
        } catch (TpmException e) {
            if (e.isAbsent()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** TPM2_NV_Read, as often as needed. */
    byte[] read(NvIndex index) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (all.size() < index.sizeBytes()) {
            int size = Math.min(pieceBytes, index.sizeBytes() - all.size());
            TpmResponse response = tpm.send(new TpmCommand(Code.NV_READ)
                    .u32(index.reader())
                    .u32(index.index())
                    .authorize()
                    .u16(size)
                    .u16(all.size()));
            byte[] piece = response.parameters().sized();
            if (piece.length != size) {
                throw response.malformed("has " + piece.length + " bytes of " + size);
            }
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }

    /** TPM2_NV_Write from the index's start, as often as needed. */
    void write(NvIndex index, byte[] data) throws IOException {
        for (int at = 0; at < data.length; at += pieceBytes) {
            byte[] piece = Arrays.copyOfRange(data, at, Math.min(data.length, at + pieceBytes));
            tpm.send(new TpmCommand(Code.NV_WRITE)
                    .u32(index.writer())
                    .u32(index.index())
                    .authorize()
                    .sized(piece)
                    .u16(at));
        }
    }

    /** TPM2_NV_DefineSpace, by the owner, for whoever has the owner's or the index's password: both empty. */
    NvIndex define(int index, int sizeBytes) throws IOException {
        int attributes = NvIndex.OWNER_READ | NvIndex.OWNER_WRITE | NvIndex.AUTH_READ | NvIndex.AUTH_WRITE;
        byte[] area = new TpmArea()
                .u32(index)
                .u16(0x000B)
                .u32(attributes)
                .u16(0)
                .u16(sizeBytes)
                .bytes();
        tpm.send(new TpmCommand(Code.NV_DEFINE_SPACE)
                .u32(NvIndex.OWNER)
                .authorize()
                .sized(new byte[0])
                .sized(area));
        return new NvIndex(index, attributes, sizeBytes);
    }
}
