using Microsoft.EntityFrameworkCore;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.Cases.OnBehalf;

internal static class Assistances
{
    /// <summary>"Introduite par Sophie Lambert, au guichet, pour Jean Dubois. Identité : carte d'identité montrée."; null when the citizen filed it.</summary>
    public static async Task<string?> InWords(PerronDb db, Case one, IReadOnlyDictionary<OfficerId, string> names, string language)
    {
        var (id, words) = (one.Id, Words.Of(typeof(Assistances)));
        return await db.Set<Assistance>().AsNoTracking().SingleOrDefaultAsync(assistance => assistance.Id == id && assistance.FiledAt != null) is not { } found ? null : words.In(
            language, "behalf-filed", names.GetValueOrDefault(found.OfficerId, "?"), words.In(language, found.Way == DeskWay.Counter ? "behalf-filed-counter" : "behalf-filed-phone"), found.Name,
            words.In(language, found.Seen == IdentitySeen.CardShown ? "behalf-filed-card" : "behalf-filed-told"));
    }
}
