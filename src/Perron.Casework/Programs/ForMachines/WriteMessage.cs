using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Perron.Cases;
using Perron.Communes;
using Perron.Platform.Files;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.Programs.ForMachines;

/// <summary>A program writes to the citizen in the name of the service, with documents, once for each Idempotency-Key.</summary>
internal static class WriteMessage
{
    private const int Longest = 10_000, MostFiles = 10;

    /// <param name="Content">The bytes in base64: a PDF, JPEG or PNG of 10 MB at most.</param>
    public sealed record File(string Name, byte[] Content);

    /// <param name="Text">What the citizen reads. 10 000 signs at most.</param>
    /// <param name="Files">Documents that go with it, 10 at most.</param>
    public sealed record Message(string? Text, IReadOnlyList<File>? Files);

    public sealed record Written(Guid Id, string Reference, DateTimeOffset At);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/cases/{reference}/messages", Write).Declares(Audit.Change, Rate.Sending)
            .Says<Written>("writeMessage", "Write to the citizen, with documents", Scope.WriteMessages, "Cases", Examples.Told, canBeMissing: true, status: StatusCodes.Status201Created, sent: new Message("Your parking card is ready.", []));

    private static async Task<IResult> Write(
        string reference, Message message, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, Visitor visitor, Commune commune, PerronDb db, CaseTelling telling, HttpContext context, TimeProvider time)
    {
        if (await db.ByReference(reference) is not { } one)
        {
            return Trouble.NotFound();
        }

        if (Idempotency.Missing(idempotencyKey) is { } missing)
        {
            return missing;
        }

        if (message.Text?.Trim() is not { Length: > 0 and <= Longest } text)
        {
            return Trouble.Of(StatusCodes.Status422UnprocessableEntity, $"text holds what the citizen is to read: something, and at most {Longest} signs.");
        }

        if (message.Files is { Count: > MostFiles })
        {
            return Trouble.Of(StatusCodes.Status422UnprocessableEntity, $"files holds at most {MostFiles} documents.");
        }

        var (now, files) = (time.GetCurrentInstant(), Sent(context, message));
        var said = $"{one.Reference}\n{text}{string.Concat(files.Select(file => $"\n{file.Name} {Convert.ToHexString(SHA256.HashData(file.Bytes))}"))}";
        if (await Idempotency.Claim(db, visitor, idempotencyKey!, said, now) is { } before)
        {
            return !before.IsSame ? Idempotency.Other()
                : await db.Set<CaseMessage>().AsNoTracking().SingleOrDefaultAsync(known => known.Id == CaseMessageId.From(Guid.Parse(before.LedTo))) is { } first ? Answer(one, first)
                : Trouble.NotFound();
        }

        switch (await telling.Tell(db, one, text, files, visitor, commune, now))
        {
            case CaseTelling.Told told:
                await db.SaveChangesAsync();
                await Idempotency.LeadsTo(db, visitor, idempotencyKey!, told.Message.Id.Value);
                return Answer(one, told.Message);
            case CaseTelling.FileRefused refused:
                return Trouble.Of(StatusCodes.Status422UnprocessableEntity, $"Nothing was sent: the document \"{refused.Name}\" is refused ({Codes.Of(refused.Why)}). A PDF, JPEG or PNG of 10 MB at most, without anything in it that runs, is taken.");
            default:
                return Trouble.Of(StatusCodes.Status422UnprocessableEntity, "No citizen reads this case: it is a task within the house.");
        }
    }

    // The same ones when the work is begun anew after they were looked at.
    private static IReadOnlyList<FileDoor.Sent> Sent(HttpContext context, Message message)
    {
        if (context.Items[typeof(WriteMessage)] is not IReadOnlyList<FileDoor.Sent> files)
        {
            context.Items[typeof(WriteMessage)] = files = [.. (message.Files ?? []).Select(file => new FileDoor.Sent(file.Name, file.Content))];
        }

        return files;
    }

    private static JsonHttpResult<Written> Answer(Case one, CaseMessage written) =>
        TypedResults.Json(new Written(written.Id.Value, one.Reference, written.At.ToDateTimeOffset()), statusCode: StatusCodes.Status201Created);
}
