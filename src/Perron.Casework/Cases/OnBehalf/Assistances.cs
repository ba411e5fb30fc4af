using Microsoft.EntityFrameworkCore;
using Perron.People;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Timeline;
namespace Perron.Cases.OnBehalf;

internal static class Assistances
{
    /// <summary>"Introduite par Sophie Lambert, au guichet, pour Jean Dubois. Identité : carte d'identité montrée."; null when the citizen filed it.</summary>
    public static async Task<string?> InWords(PerronDb db, CaseFile file, IReadOnlyDictionary<OfficerId, string> names, string language) =>
        await Of(db, file) is { } found ? Written(found, names.GetValueOrDefault(found.OfficerId, "?"), language) : null;

    /// <summary>The same for the citizen, with the officer's first name.</summary>
    public static async Task<string?> ForCitizen(PerronDb db, CaseFile file, string language) =>
        await Of(db, file) is { } found ? Written(found, (await db.OfficerNames([found.OfficerId])).GetValueOrDefault(found.OfficerId, "?").Split(' ')[0], language) : null;

    private static async Task<Assistance?> Of(PerronDb db, CaseFile file) => file.Folder.MayHold<Assistance>() ? await Filed(db, file.Case.Id) : null;

    // Asked whenever a case is followed or handled, hence translated once.
    private static readonly Func<PerronDb, StreamId, Task<Assistance?>> Filed = EF.CompileAsyncQuery((PerronDb db, StreamId id) =>
        db.Set<Assistance>().AsNoTracking().SingleOrDefault(assistance => assistance.Id == id && assistance.FiledAt != null));

    private static string Written(Assistance found, string officer, string language)
    {
        var words = Words.Of(typeof(Assistances));
        return words.In(language, "behalf-filed", officer, words.In(language, found.Way == DeskWay.Counter ? "behalf-filed-counter" : "behalf-filed-phone"), found.Name,
            words.In(language, found.Seen == IdentitySeen.CardShown ? "behalf-filed-card" : "behalf-filed-told"));
    }
}
