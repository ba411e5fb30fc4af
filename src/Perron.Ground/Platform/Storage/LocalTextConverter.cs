using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Perron.Texts;
namespace Perron.Platform.Storage;

internal sealed class LocalTextConverter() : ValueConverter<LocalText, string>(text => text.ToJson(), json => LocalText.FromJson(json));
