using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Perron.Forms;
using Perron.People;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Procedures;
using Perron.Texts;
namespace Perron.Cases.Asking;

/// <summary>What a new version changed in a draft, as the citizen is told in the language of the page: questions that are new, gone, or to be answered again.</summary>
public sealed record DraftMoved(IReadOnlyList<LocalText> New, IReadOnlyList<LocalText> Gone, IReadOnlyList<LocalText> Again)
{
    private static readonly JsonSerializerOptions Written = new() { Converters = { new Texts() } };

    public string ToJson() => JsonSerializer.Serialize(this, Written);

    public static DraftMoved FromJson(string json) => JsonSerializer.Deserialize<DraftMoved>(json, Written)!;

    // A text alone is French: so they were written before the other languages were kept.
    private sealed class Texts : JsonConverter<LocalText>
    {
        public override LocalText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String ? LocalText.Of("fr", reader.GetString()!) : new(JsonSerializer.Deserialize<Dictionary<string, string>>(ref reader)!);

        public override void Write(Utf8JsonWriter writer, LocalText value, JsonSerializerOptions options) => writer.WriteRawValue(value.ToJson());
    }
}

internal static class Drafts
{
    /// <summary>This citizen's draft of this procedure, or null. One of an older version is moved to today's without losing an answer.</summary>
    public static async Task<Draft?> DraftOf(this PerronDb db, Visitor visitor, Procedure procedure, ProcedureCatalogue catalogue)
    {
        var draft = visitor.Citizen is { } citizen ? await Own(db, citizen, procedure.Slug, null) : null;
        return await Today(db, draft, procedure, catalogue);
    }

    /// <summary>The draft on this way: the citizen's own, or the one an officer began for the citizen.</summary>
    public static async Task<Draft?> DraftOn(this PerronDb db, FormWay way, Procedure procedure, ProcedureCatalogue catalogue)
    {
        var draft = way.Assisted is { Id: var filing } ? await db.Set<Draft>().SingleOrDefaultAsync(draft => draft.Id == filing && draft.FilledBy != null) : await Own(db, way.Citizen, procedure.Slug, way.Under?.Mandate.Id);
        return await Today(db, draft, procedure, catalogue);
    }

    // Asked on each page of a form, hence translated once.
    private static readonly Func<PerronDb, CitizenId, string, MandateId?, Task<Draft?>> Own = EF.CompileAsyncQuery((PerronDb db, CitizenId citizen, string procedure, MandateId? mandate) =>
        db.Set<Draft>().SingleOrDefault(draft => draft.CitizenId == citizen && draft.Procedure == procedure && draft.FilledBy == null && draft.MandateId == mandate));

    private static async Task<Draft?> Today(PerronDb db, Draft? draft, Procedure procedure, ProcedureCatalogue catalogue)
    {
        if (draft is not null && draft.Version != procedure.Version && catalogue.Find(procedure.Slug, draft.Version) is { } old)
        {
            var moved = Moved.From((await db.WithTables(old)).Form, procedure.Form, draft.Given);
            draft.Answers = Case.Write(moved.Answers);
            draft.Version = procedure.Version;
            draft.Moved = moved.IsSilent ? null : new DraftMoved(moved.New, moved.Gone, moved.Changed).ToJson();
        }

        return draft;
    }
}
