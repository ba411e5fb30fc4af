using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Perron.Cases;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.Programs.ForMachines;

/// <summary>A program leaves a note for the officers in a case, once for each Idempotency-Key.</summary>
internal static class WriteNote
{
    private const int Longest = 5000;

    /// <param name="Text">What the officers read; the citizen does not. 5000 signs at most.</param>
    public sealed record Note(string? Text);

    public sealed record Written(Guid Id, string Reference, DateTimeOffset At);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/cases/{reference}/notes", Write).Declares(Audit.Change, Rate.Sending)
            .Says<Written>("writeNote", "Leave a note for the officers", Scope.WriteCases, "Cases", Examples.Written, canBeMissing: true, status: StatusCodes.Status201Created, sent: new Note("The parcel was handed over by the carrier."));

    private static async Task<IResult> Write(
        string reference, Note note, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, Visitor visitor, PerronDb db, Changes changes, TimeProvider time)
    {
        if (await db.ByReference(reference) is not { } one)
        {
            return Trouble.NotFound();
        }

        if (Idempotency.Missing(idempotencyKey) is { } missing)
        {
            return missing;
        }

        if (note.Text?.Trim() is not { Length: > 0 and <= Longest } text)
        {
            return Trouble.Of(StatusCodes.Status422UnprocessableEntity, $"text holds what the officers are to read: something, and at most {Longest} signs.");
        }

        var now = time.GetCurrentInstant();
        if (await Idempotency.Claim(db, visitor, idempotencyKey!, $"{one.Reference}\n{text}", now) is { } before)
        {
            return !before.IsSame ? Idempotency.Other()
                : await db.Set<CaseMessage>().AsNoTracking().SingleOrDefaultAsync(message => message.Id == CaseMessageId.From(Guid.Parse(before.LedTo))) is { } first ? Answer(one, first)
                : Trouble.NotFound();
        }

        var written = await db.Note(one, text, visitor, changes, now);
        await db.SaveChangesAsync();
        await Idempotency.LeadsTo(db, visitor, idempotencyKey!, written.Id.Value);
        return Answer(one, written);
    }

    // No location: a note is read with its case, by officers.
    private static JsonHttpResult<Written> Answer(Case one, CaseMessage written) =>
        TypedResults.Json(new Written(written.Id.Value, one.Reference, written.At.ToDateTimeOffset()), statusCode: StatusCodes.Status201Created);
}
